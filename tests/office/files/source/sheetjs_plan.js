/* SPDX-License-Identifier: Apache-2.0 */
const X=require('xlsx'); const wb=X.utils.book_new();
const ws={'!ref':'A1:G9','!merges':[X.utils.decode_range('A1:G1'),X.utils.decode_range('A3:A4'),X.utils.decode_range('A8:B9')]};
const s=(a,v)=>ws[a]={t:'s',v}, n=(a,v,z)=>ws[a]={t:'n',v,...(z?{z}:{})};
s('A1','PLAN ANTICORRUPCIÓN 2022');'Componente,Actividad,Meta,Avance,Fecha,Cumplida,Nota'.split(',').forEach((h,i)=>s('ABCDEFG'[i]+'2',h));
s('A3','1. Gestión del riesgo');s('B3','1.1 Actualizar el mapa');n('C3',15);n('D3',.5,'0%');n('E3',44634,'dd/mm/yyyy');ws.F3={t:'b',v:true};s('G3','línea uno\nlínea dos');
s('B4','1.2 Publicar el mapa');n('C4',15000,'#,##0');n('D4',.755,'0.0%');n('E4',44681,'dd/mm/yyyy');ws.F4={t:'b',v:false};ws.G4={t:'e',v:7,w:'#DIV/0!',f:'1/0'};
s('A6','2. Trámites');s('B6','1.10');ws.C6={t:'n',v:15015,f:'SUM(C3:C4)',z:'#,##0'};n('D6',90,'0.0');n('E6',44621,'mmm-yy');s('A7','oculta');s('A8','Total');n('C8',87.24,'0.00');n('C9',-3.5);
ws['!rows']=[];ws['!rows'][6]={hidden:true};ws['!cols']=[,,,,,{hidden:true}];
X.utils.book_append_sheet(wb,ws,'Plan');X.utils.book_append_sheet(wb,{'!ref':'A1',A1:{t:'s',v:'secreto'}},'Oculta');wb.Workbook={Sheets:[{Hidden:0},{Hidden:1}]};
X.writeFile(wb,'sj.xlsx',{bookSST:false});X.writeFile(wb,'sj-sst.xlsx',{bookSST:true,compression:true});X.writeFile(wb,'sj.ods');X.writeFile(wb,'sj.xlsb');X.writeFile(wb,'sj.xls');X.writeFile(wb,'sj.csv',{FS:';'});X.writeFile(wb,'sj.fods');X.writeFile(wb,'sj.xml',{bookType:'xlml'});
