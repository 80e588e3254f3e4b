# SPDX-License-Identifier: Apache-2.0
import datetime, openpyxl
wb=openpyxl.Workbook(); ws=wb.active; ws.title='Plan'
rows={'A1':'PLAN ANTICORRUPCIÓN 2022','A2':'Componente','B2':'Actividad','C2':'Meta','D2':'Avance','E2':'Fecha','F2':'Cumplida','G2':'Nota',
'A3':'1. Gestión del riesgo','B3':'1.1 Actualizar el mapa','C3':15,'D3':0.5,'E3':datetime.date(2022,3,14),'F3':True,'G3':'línea uno\nlínea dos',
'B4':'1.2 Publicar el mapa','C4':15000,'D4':0.755,'E4':datetime.date(2022,4,30),'F4':False,'G4':'=1/0',
'A6':'2. Trámites','B6':'1.10','C6':'=SUM(C3:C4)','D6':90,'E6':datetime.date(2022,3,1),'A7':'oculta','A8':'Total','C8':87.24,'C9':-3.5}
for k,v in rows.items(): ws[k]=v
ws['D3'].number_format='0%'; ws['D4'].number_format='0.0%'; ws['C4'].number_format='#,##0'; ws['C6'].number_format='#,##0'; ws['D6'].number_format='0.0'; ws['E6'].number_format='mmm-yy'; ws['C8'].number_format='0.00'
for c in ('E3','E4'): ws[c].number_format='dd/mm/yyyy'
ws.merge_cells('A1:G1'); ws.merge_cells('A3:A4'); ws.merge_cells('A8:B9')
ws.row_dimensions[7].hidden=True; ws.column_dimensions['F'].hidden=True
o=wb.create_sheet('Oculta'); o['A1']='secreto'; o.sheet_state='hidden'
wb.save('openpyxl.xlsx')
