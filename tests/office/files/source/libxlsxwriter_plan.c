/* SPDX-License-Identifier: Apache-2.0 */
#include <xlsxwriter.h>
int main(void){ lxw_workbook *wb=workbook_new("libxlsxwriter.xlsx"); lxw_worksheet *w=workbook_add_worksheet(wb,"Plan");
#define F(n,c) lxw_format *n=workbook_add_format(wb); format_set_num_format(n,c);
F(p0,"0%") F(p1,"0.0%") F(th,"#,##0") F(d1,"0.0") F(my,"mmm-yy") F(d2,"0.00") F(dt,"dd/mm/yyyy")
worksheet_merge_range(w,0,0,0,6,"PLAN ANTICORRUPCIÓN 2022",NULL);
const char*h[]={"Componente","Actividad","Meta","Avance","Fecha","Cumplida","Nota"}; for(int i=0;i<7;i++) worksheet_write_string(w,1,i,h[i],NULL);
worksheet_merge_range(w,2,0,3,0,"1. Gestión del riesgo",NULL);
worksheet_write_string(w,2,1,"1.1 Actualizar el mapa",NULL); worksheet_write_number(w,2,2,15,NULL); worksheet_write_number(w,2,3,0.5,p0);
lxw_datetime a={2022,3,14,0,0,0}, b={2022,4,30,0,0,0}, c={2022,3,1,0,0,0}; worksheet_write_datetime(w,2,4,&a,dt); worksheet_write_boolean(w,2,5,1,NULL); worksheet_write_string(w,2,6,"línea uno\nlínea dos",NULL);
worksheet_write_string(w,3,1,"1.2 Publicar el mapa",NULL); worksheet_write_number(w,3,2,15000,th); worksheet_write_number(w,3,3,0.755,p1); worksheet_write_datetime(w,3,4,&b,dt); worksheet_write_boolean(w,3,5,0,NULL); worksheet_write_formula_str(w,3,6,"=1/0",NULL,"#DIV/0!");
worksheet_write_string(w,5,0,"2. Trámites",NULL); worksheet_write_string(w,5,1,"1.10",NULL); worksheet_write_formula_num(w,5,2,"=SUM(C3:C4)",th,15015); worksheet_write_number(w,5,3,90,d1); worksheet_write_datetime(w,5,4,&c,my);
worksheet_write_string(w,6,0,"oculta",NULL); lxw_row_col_options o={.hidden=1}; worksheet_set_row_opt(w,6,15,NULL,&o); worksheet_set_column_opt(w,5,5,8.43,NULL,&o);
worksheet_merge_range(w,7,0,8,1,"Total",NULL); worksheet_write_number(w,7,2,87.24,d2); worksheet_write_number(w,8,2,-3.5,NULL);
lxw_worksheet *s=workbook_add_worksheet(wb,"Oculta"); worksheet_write_string(s,0,0,"secreto",NULL); worksheet_hide(s); return workbook_close(wb);}
